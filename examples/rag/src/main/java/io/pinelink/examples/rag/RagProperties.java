package io.pinelink.examples.rag;

import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * The settings of this application. The connection to the index has the properties {@code
 * pinelink.*}.
 *
 * @param guides the pattern of the Markdown files to answer questions about, such as {@code
 *     file:/srv/handbook/*.md}
 * @param load whether to write the guides to the index at the start; false if the index has them
 * @param passages the maximum number of passages in the context of an answer
 * @param threshold the similarity, from 0 to 1, below which a passage is left out
 */
@ConfigurationProperties("rag")
record RagProperties(String guides, boolean load, int passages, double threshold) {}
