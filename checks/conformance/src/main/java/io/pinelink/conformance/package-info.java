/**
 * The check of the real service: start at {@link io.pinelink.conformance.Assumptions}, the rows,
 * and {@link io.pinelink.conformance.ConformanceRun}, which runs them.
 */
@NullMarked
package io.pinelink.conformance;

import org.jspecify.annotations.NullMarked;
