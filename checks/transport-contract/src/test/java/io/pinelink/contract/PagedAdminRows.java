package io.pinelink.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.pinelink.model.Page;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The parts that the rows of all paginated lists of the admin API share. */
final class PagedAdminRows {
  /** Response bodies that represent an empty last page. */
  static final List<String> LAST_PAGES =
      List.of(
          "{}",
          "{\"data\":[],\"pagination\":null}",
          "{\"data\":[],\"pagination\":{}}",
          "{\"data\":null,\"pagination\":{\"next\":\"\"}}");

  private PagedAdminRows() {}

  /**
   * Returns the items of all pages.
   *
   * @param page requests the page with a token; null for the first one
   */
  static <T> List<T> all(Function<@Nullable String, Page<T>> page) {
    List<T> all = new ArrayList<>();
    String token = null;
    do {
      Page<T> next = page.apply(token);
      all.addAll(next.items());
      token = next.nextToken().orElse(null);
      assertTrue(token == null || !next.items().isEmpty(), "an empty page is the last one");
    } while (token != null);
    return all;
  }

  /** Asserts that every form of an empty last page is read as one. */
  static void assertEmptyLastPage(Function<String, Page<?>> answered) {
    for (String body : LAST_PAGES) {
      Page<?> page = answered.apply(body);

      assertEquals(List.of(), page.items());
      assertTrue(page.nextToken().isEmpty(), body);
    }
  }
}
