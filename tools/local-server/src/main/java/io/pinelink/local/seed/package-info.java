/**
 * The contents of a project in files: seeds, which a server reads at its start, and exports, which
 * have the same form.
 *
 * <p>Start at {@link io.pinelink.local.seed.Seeder}.
 */
@NullMarked
package io.pinelink.local.seed;

import org.jspecify.annotations.NullMarked;
