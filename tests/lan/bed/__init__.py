"""The LAN bed: small Linux hosts with kernels of their own and a real file server, on one machine."""
