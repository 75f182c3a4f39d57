/**
 * JSON in pooled chunks: a streaming writer, a bounded reader, and fast arrays of floats. Start at
 * {@code Json}.
 */
@NullMarked
package io.pinelink.rest.json;

import org.jspecify.annotations.NullMarked;
