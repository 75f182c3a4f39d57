package io.pinelink.copy;

import io.pinelink.error.ErrorCode;
import io.pinelink.error.ServiceException;
import io.pinelink.model.Page;
import java.time.Duration;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;

/**
 * The ids that a copy has to fetch: first the refused ones, then the ids of the pages that are not
 * settled. If the service does not accept the page token of an earlier run any more, the listing
 * starts from the beginning and passes over the ids up to the last settled one.
 */
final class SourceIds implements Iterator<String> {
  private final NamespaceSide<?> side;
  private final ScanProgress progress;
  private final CopyState before;
  private final Duration patience;
  private Iterator<String> current;
  private @Nullable IdPages pages;
  private boolean started;
  private boolean fromBeginning;

  SourceIds(NamespaceSide<?> side, ScanProgress progress, CopyState before, Duration patience) {
    this.side = side;
    this.progress = progress;
    this.before = before;
    this.patience = patience;
    this.current = before.again().iterator();
  }

  @Override
  public boolean hasNext() {
    while (!current.hasNext()) {
      List<String> ids = nextPage();
      if (ids == null) {
        return false;
      }
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

  private @Nullable List<String> nextPage() {
    if (before.complete()) {
      return null;
    }
    IdPages from = pages;
    if (from == null) {
      from = new IdPages(side, before.token(), patience);
      pages = from;
    }
    if (!from.hasNext()) {
      return null;
    }
    Page<String> page = first(from);
    from = pages == null ? from : pages;
    return progress.begin(fresh(page.items()), from.nextToken());
  }

  private Page<String> first(IdPages from) {
    if (started) {
      return from.next();
    }
    started = true;
    try {
      return from.next();
    } catch (ServiceException e) {
      if (before.token() == null
          || (e.code() != ErrorCode.INVALID_ARGUMENT && e.code() != ErrorCode.NOT_FOUND)) {
        throw e;
      }
      fromBeginning = true;
      IdPages restarted = new IdPages(side, null, patience);
      pages = restarted;
      return restarted.next();
    }
  }

  private List<String> fresh(List<String> ids) {
    String last = before.last();
    if (!fromBeginning || last == null) {
      return ids;
    }
    return ids.isEmpty() || ids.get(ids.size() - 1).compareTo(last) <= 0
        ? Collections.emptyList()
        : ids.stream().filter(id -> id.compareTo(last) > 0).toList();
  }
}
