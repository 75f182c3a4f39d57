/**
 * What goes into a call and what comes out. Start at {@link io.pinelink.model.Vector} and {@link
 * io.pinelink.model.QueryRequest}. Everything here is immutable and thread-safe; builders are not
 * thread-safe.
 */
@NullMarked
package io.pinelink.model;

import org.jspecify.annotations.NullMarked;
