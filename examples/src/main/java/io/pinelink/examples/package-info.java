/**
 * Runnable examples, one file for each task; start with {@code PrivateSearch}.
 *
 * <p>The other classes here serve the examples: the words to search ({@link
 * io.pinelink.examples.Dictionary}), their vectors ({@link io.pinelink.examples.Embedder}) and what
 * is read from and shown on the console.
 */
@NullMarked
package io.pinelink.examples;

import org.jspecify.annotations.NullMarked;
