/**
 * Bulk imports: the service reads vectors or documents from files in object storage, in the
 * background. Start at {@link io.pinelink.imports.StartImportRequest}; the calls are in {@link
 * io.pinelink.Index#imports()} and {@link io.pinelink.DocumentIndex#imports()}.
 */
@NullMarked
package io.pinelink.imports;

import org.jspecify.annotations.NullMarked;
