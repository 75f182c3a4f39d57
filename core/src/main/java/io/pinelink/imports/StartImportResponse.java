package io.pinelink.imports;

import io.pinelink.model.ResponseInfo;

/**
 * An import was taken on.
 *
 * @param id the service's name for it
 */
public record StartImportResponse(String id, ResponseInfo info) {}
