package io.pinelink.cli.transfer;

import io.pinelink.error.ErrorCode;
import io.pinelink.error.ServiceException;
import io.pinelink.internal.paging.PageProgress;
import io.pinelink.model.Page;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The ids of one file of an export: whole pages of the listing, until there are enough. If the
 * service does not accept the page token of an earlier run any more, the listing starts from the
 * beginning and passes over the ids up to the last exported one.
 */
final class PartIds implements Iterator<String> {
  private final TransferredRows<?> rows;
  private final ExportManifest.Namespace before;
  private final long max;
  private PageProgress<String> progress;
  private Iterator<String> current = Collections.emptyIterator();
  private @Nullable String token;
  private @Nullable String last;
  private long listed;
  private boolean started;
  private boolean ended;
  private boolean fromBeginning;

  PartIds(TransferredRows<?> rows, ExportManifest.Namespace before, long max) {
    this.rows = rows;
    this.before = before;
    this.max = max;
    this.token = before.token;
    this.last = before.last;
    this.progress = progress(before.token, before.last);
  }

  private static PageProgress<String> progress(@Nullable String token, @Nullable String last) {
    return new PageProgress<>(Optional.of(Function.identity()), token, last);
  }

  @Override
  public boolean hasNext() {
    while (!current.hasNext()) {
      if (ended || listed >= max) {
        return false;
      }
      List<String> ids = page();
      listed += ids.size();
      last = ids.isEmpty() ? last : ids.get(ids.size() - 1);
      current = ids.iterator();
    }
    return true;
  }

  @Override
  public String next() {
    if (!hasNext()) {
      throw new NoSuchElementException();
    }
    return current.next();
  }

  private List<String> page() {
    Page<String> page;
    try {
      page = rows.page().apply(token);
    } catch (ServiceException e) {
      if (started || token == null || e.code() != ErrorCode.INVALID_ARGUMENT) {
        throw e;
      }
      fromBeginning = true;
      progress = progress(null, null);
      page = rows.page().apply(null);
    }
    started = true;
    token = progress.after(page);
    ended = token == null;
    String known = before.last;
    return fromBeginning && known != null
        ? page.items().stream().filter(id -> id.compareTo(known) > 0).toList()
        : page.items();
  }

  /** Returns whether the listing has ended. */
  boolean isLast() {
    return ended;
  }

  @Nullable String nextToken() {
    return token;
  }

  @Nullable String last() {
    return last;
  }
}
