package io.pinelink.imports;

import io.pinelink.model.Response;
import io.pinelink.model.ResponseInfo;

/**
 * The response to a started import.
 *
 * @param id the service's id of the import
 */
public record StartImportResponse(String id, ResponseInfo info) implements Response {}
