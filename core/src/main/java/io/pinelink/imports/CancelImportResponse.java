package io.pinelink.imports;

import io.pinelink.model.ResponseInfo;

/** The import is cancelled, or had ended before. */
public record CancelImportResponse(ResponseInfo info) {}
