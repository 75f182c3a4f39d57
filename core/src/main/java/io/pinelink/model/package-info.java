/**
 * The requests and responses of the data plane. Start at {@link io.pinelink.model.Vector} and
 * {@link io.pinelink.model.QueryRequest}. All types here are immutable and thread-safe; builders
 * are not thread-safe.
 */
@NullMarked
package io.pinelink.model;

import org.jspecify.annotations.NullMarked;
