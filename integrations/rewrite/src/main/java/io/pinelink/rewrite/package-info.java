/**
 * OpenRewrite recipes that move programs from the official Java client of Pinecone to Pinelink.
 *
 * <p>Start at the recipe {@code io.pinelink.rewrite.MoveFromPineconeClient}, which runs the others:
 * {@link io.pinelink.rewrite.MoveBuilds}, {@link io.pinelink.rewrite.MoveCalls} and {@link
 * io.pinelink.rewrite.MoveTypes}. What cannot be moved gets a comment that begins with {@code TODO
 * Pinelink:} and says what to do.
 */
@NullMarked
package io.pinelink.rewrite;

import org.jspecify.annotations.NullMarked;
