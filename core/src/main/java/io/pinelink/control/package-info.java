/**
 * The requests and responses of the control plane: indexes, collections, backups and restore jobs.
 * Start at {@link io.pinelink.control.CreateIndexRequest}. All types here are immutable and
 * thread-safe; builders are not thread-safe.
 */
@NullMarked
package io.pinelink.control;

import org.jspecify.annotations.NullMarked;
