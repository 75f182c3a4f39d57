/**
 * Indexes, collections and backups as the control plane makes, lists and deletes them.
 *
 * <p>Start at {@link io.pinelink.server.internal.control.IndexRegistry}.
 */
@NullMarked
package io.pinelink.server.internal.control;

import org.jspecify.annotations.NullMarked;
