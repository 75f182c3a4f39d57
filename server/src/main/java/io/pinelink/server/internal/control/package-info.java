/**
 * The control plane, which creates, lists and deletes indexes, collections and backups.
 *
 * <p>Start at {@link io.pinelink.server.internal.control.IndexRegistry}.
 */
@NullMarked
package io.pinelink.server.internal.control;

import org.jspecify.annotations.NullMarked;
