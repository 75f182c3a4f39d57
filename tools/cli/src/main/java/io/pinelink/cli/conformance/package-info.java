/**
 * The check of the real service: start at {@link io.pinelink.cli.conformance.Assumptions}, the
 * rows, and {@link io.pinelink.cli.conformance.ConformanceRun}, which runs them.
 */
@NullMarked
package io.pinelink.cli.conformance;

import org.jspecify.annotations.NullMarked;
