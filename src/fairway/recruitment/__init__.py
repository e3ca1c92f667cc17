"""Fair recruitment: what it costs a worker to get a job abroad."""
