package io.pinelink.cli.watch;

import io.pinelink.cli.output.JsonOutput;
import io.pinelink.cli.output.OutputOptions;
import io.pinelink.doctor.watch.RouteChange;
import io.pinelink.doctor.watch.WatchListener;
import io.pinelink.doctor.watch.WatchedHost;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.CountDownLatch;

/** Prints each change, and knows whether hosts were checked. */
final class ChangeLog implements WatchListener {
  /** The longest time that a check may take: about ten steps of ten seconds each. */
  private static final Duration LONGEST_CHECK = Duration.ofMinutes(5);

  private final OutputOptions output;
  private final CountDownLatch unchecked;
  private final Set<String> checked = new HashSet<>();
  private volatile long lastCheck = System.nanoTime();

  /**
   * @param hosts the number of hosts
   */
  ChangeLog(OutputOptions output, int hosts) {
    this.output = output;
    this.unchecked = new CountDownLatch(hosts);
  }

  @Override
  public void changed(RouteChange change) {
    String line =
        output.isJson() ? JsonOutput.line(ChangeText.facts(change)) : ChangeText.line(change);
    PrintWriter out = output.out();
    synchronized (out) {
      out.println(line);
      out.flush();
    }
  }

  @Override
  public synchronized void checked(WatchedHost host) {
    lastCheck = System.nanoTime();
    if (unchecked.getCount() > 0 && checked.add(host.host())) {
      unchecked.countDown();
    }
  }

  /** Reaches zero when each host was checked. */
  CountDownLatch checkedAll() {
    return unchecked;
  }

  /** Returns whether a check has ended within this time and the duration of a slow check. */
  boolean isRecent(Duration time) {
    return System.nanoTime() - lastCheck < time.plus(LONGEST_CHECK).toNanos();
  }
}
