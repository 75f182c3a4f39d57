/**
 * Documents of a document index, and the requests that write, search and read them. Start with
 * {@link io.pinelink.documents.Document}.
 */
@NullMarked
package io.pinelink.documents;

import org.jspecify.annotations.NullMarked;
