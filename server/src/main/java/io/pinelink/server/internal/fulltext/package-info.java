/**
 * Full-text search of one namespace, on Apache Lucene: the analysis of texts, the index, and the
 * query language.
 *
 * <p>Start at {@link io.pinelink.server.internal.fulltext.FullTextIndex}.
 */
@NullMarked
package io.pinelink.server.internal.fulltext;

import org.jspecify.annotations.NullMarked;
