"""The rows of the hall and the one transaction that every act runs in."""
