/**
 * What the control plane takes and tells: indexes and what is made of them. Start at {@link
 * io.pinelink.control.CreateIndexRequest}. Everything here is immutable and thread-safe; builders
 * are not thread-safe.
 */
@NullMarked
package io.pinelink.control;

import org.jspecify.annotations.NullMarked;
