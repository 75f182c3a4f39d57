/**
 * Tables of Flink SQL that are stored in Pinecone: a sink of upserts and deletes, lookups by id,
 * and {@code VECTOR_SEARCH}. SQL finds the connector by the name {@code pinelink}; there is nothing
 * here to call.
 */
@NullMarked
package io.pinelink.flink.table;

import org.jspecify.annotations.NullMarked;
