#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# A sweep as a Slurm array. Plan first, then submit; submit again to go on after a limit of time or a lost node:
#
#   gemeinsim plan sweep.toml -o store
#   STORE=store sbatch --array=0-99 slurm_array.sh
#   gemeinsim sweep status store && gemeinsim sweep index store
#
# Task i of n takes the shards i, i + n, i + 2 n, ... of the store; a shard that is whole is left alone.
#SBATCH --job-name=gemeinsim
#SBATCH --cpus-per-task=1
#SBATCH --mem-per-cpu=1G
#SBATCH --time=04:00:00
#SBATCH --signal=B:TERM@120
#SBATCH --requeue
set -eu

: "${STORE:?name the folder of the store: STORE=store sbatch ...}"
count=$(($(wc -l <"$STORE/shards.csv") - 1))
shard=$((SLURM_ARRAY_TASK_ID - SLURM_ARRAY_TASK_MIN))

# A warning of the end lets the shard in progress finish and starts no other.
stopping=''
trap 'stopping=yes' TERM

failed=0
while [ "$shard" -lt "$count" ] && [ -z "$stopping" ]; do
    gemeinsim sweep run-shard "$STORE" "$shard" --threads "${SLURM_CPUS_PER_TASK:-1}" --quiet || failed=1
    shard=$((shard + SLURM_ARRAY_TASK_COUNT))
done
exit "$failed"
