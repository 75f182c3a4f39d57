package io.pinelink.imports;

import io.pinelink.model.Response;
import io.pinelink.model.ResponseInfo;

/** The response to a cancellation of an import. The import was cancelled, or had already ended. */
public record CancelImportResponse(ResponseInfo info) implements Response {}
