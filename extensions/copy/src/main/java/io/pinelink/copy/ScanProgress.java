package io.pinelink.copy;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The progress of a copy through the pages of the source: which pages are settled, so that a later
 * run starts at the first one that is not. Thread-safe.
 */
final class ScanProgress {
  /** More failed ids are found again by reading their pages again. */
  private static final int MAX_AGAIN = 10_000;

  private final Deque<PageState> pages = new ArrayDeque<>();
  private final Map<String, PageState> open = new HashMap<>();
  private final Set<String> again;
  private @Nullable String token;
  private @Nullable String last;
  private long copied;
  private boolean complete;

  ScanProgress(CopyState before) {
    this.token = before.token();
    this.last = before.last();
    this.copied = before.copied();
    this.complete = before.complete();
    this.again = new LinkedHashSet<>(before.again());
  }

  private static final class PageState {
    private final @Nullable String next;
    private final @Nullable String last;
    private int open;

    PageState(@Nullable String next, @Nullable String last) {
      this.next = next;
      this.last = last;
    }
  }

  /** Adds a page, and returns its ids that are not in progress already. */
  synchronized List<String> begin(List<String> ids, @Nullable String next) {
    PageState page = new PageState(next, ids.isEmpty() ? null : ids.get(ids.size() - 1));
    List<String> fresh = new ArrayList<>(ids.size());
    for (String id : ids) {
      if (open.putIfAbsent(id, page) == null) {
        page.open++;
        fresh.add(id);
      }
    }
    pages.add(page);
    advance();
    return fresh;
  }

  /** Records that an id was accepted by the target. */
  synchronized void accepted(String id) {
    copied++;
    settle(id);
  }

  /** Records that an id does not exist any more. */
  synchronized void vanished(String id) {
    settle(id);
  }

  /** Records that an id was refused, so that a later run tries it again. */
  synchronized void refused(String id) {
    if (again.size() < MAX_AGAIN) {
      settle(id);
      again.add(id);
    }
  }

  private void settle(String id) {
    again.remove(id);
    PageState page = open.remove(id);
    if (page != null) {
      page.open--;
      advance();
    }
  }

  private void advance() {
    for (PageState first = pages.peek(); first != null && first.open == 0; first = pages.peek()) {
      pages.remove();
      token = first.next;
      last = first.last == null ? last : first.last;
      complete = first.next == null;
    }
  }

  /** Returns what a later run has to know. */
  synchronized CopyState state() {
    return new CopyState(token, last, copied, complete, List.copyOf(again));
  }
}
