/**
 * A Spring Boot service that answers questions about the guides of this repository, with their text
 * in an index that is reached over a private route only. Start with {@link
 * io.pinelink.examples.rag.Rag}, and read {@link io.pinelink.examples.rag.RagBeans} next.
 */
@NullMarked
package io.pinelink.examples.rag;

import org.jspecify.annotations.NullMarked;
