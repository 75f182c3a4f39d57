/**
 * Exports, from which a server can start again: the contents of a project in files.
 *
 * <p>Start at {@link io.pinelink.local.export.Exporter}.
 */
@NullMarked
package io.pinelink.local.export;

import org.jspecify.annotations.NullMarked;
