package io.pinelink.conformance;

/**
 * The choices of the user that a report repeats.
 *
 * @param plan the plan of the project
 * @param cloud the cloud of the indexes
 * @param region the region of the indexes
 * @param keep whether the indexes stay after the run
 */
record RunSettings(ServicePlan plan, String cloud, String region, boolean keep) {}
