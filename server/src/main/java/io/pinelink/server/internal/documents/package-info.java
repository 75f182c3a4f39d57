/**
 * Documents: writes, reads and searches of the fields that the schema of an index declares.
 *
 * <p>Start at {@link io.pinelink.server.internal.documents.DocumentEndpoints}.
 */
@NullMarked
package io.pinelink.server.internal.documents;

import org.jspecify.annotations.NullMarked;
