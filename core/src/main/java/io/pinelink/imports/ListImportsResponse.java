package io.pinelink.imports;

import io.pinelink.internal.validation.Check;
import io.pinelink.model.Page;
import io.pinelink.model.Response;
import io.pinelink.model.ResponseInfo;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * A page of imports.
 *
 * @param items the imports, in the service's order
 * @param nextToken the token of the next page; empty on the last one
 */
public record ListImportsResponse(
    List<ImportDescription> items, Optional<String> nextToken, ResponseInfo info)
    implements Response, Page<ImportDescription> {
  /** Copies the imports; an empty token means the last page. */
  public ListImportsResponse {
    Objects.requireNonNull(info, "info");
    items = Check.copy("items", items);
    nextToken = nextToken.filter(token -> !token.isEmpty());
  }
}
