/**
 * Runnable examples, one file per task. Start with {@code PrivateSearch}.
 *
 * <p>The other classes support the examples: the words to search ({@link
 * io.pinelink.examples.Dictionary}), their vectors ({@link io.pinelink.examples.Embedder}) and
 * console input and output.
 */
@NullMarked
package io.pinelink.examples;

import org.jspecify.annotations.NullMarked;
