"""What a PC keeps while the hall's file is away: leased numbers, the spool, settling afterwards."""
