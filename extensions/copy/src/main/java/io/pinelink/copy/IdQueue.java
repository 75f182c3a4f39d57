package io.pinelink.copy;

import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;

/** Ids that one thread adds and another one takes as an iterator. The adding thread bounds them. */
final class IdQueue implements Iterator<String> {
  private final BlockingQueue<Optional<String>> ids = new LinkedBlockingQueue<>();
  private Optional<String> next = Optional.empty();
  private boolean isTaken;

  void add(String id) {
    ids.add(Optional.of(id));
  }

  /** Ends the iterator after the ids that were added. */
  void end() {
    ids.add(Optional.empty());
  }

  @Override
  public boolean hasNext() {
    return taken().isPresent();
  }

  @Override
  public String next() {
    String id = taken().orElseThrow(NoSuchElementException::new);
    isTaken = false;
    return id;
  }

  private Optional<String> taken() {
    if (!isTaken) {
      try {
        next = ids.take();
        isTaken = true;
      } catch (InterruptedException e) {
        throw Waiting.interrupted(e);
      }
    }
    return next;
  }
}
