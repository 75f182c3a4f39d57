/**
 * JSON in pooled chunks: a streaming writer, a reader with limits, and fast float arrays. Start at
 * {@code Json}.
 */
@NullMarked
package io.pinelink.rest.json;

import org.jspecify.annotations.NullMarked;
