/**
 * Full-text search of one namespace, on Apache Lucene: the analysis of texts, the index, and the
 * query language.
 *
 * <p>Start at {@link io.pinelink.server.internal.fulltext.FullTextIndex}. Lucene is an optional
 * library; only the classes behind {@code FullTextIndex} load it.
 */
@NullMarked
package io.pinelink.server.internal.fulltext;

import org.jspecify.annotations.NullMarked;
