"""What lint has to say of a process, one room for each topic."""
