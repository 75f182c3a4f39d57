package io.pinelink.internal.bulk;

import java.util.concurrent.Flow;

/** Gives the same word many times, as it is asked for, and counts. */
final class CountingPublisher implements Flow.Publisher<String> {
  private final int count;
  private final String word;
  private int given;
  private boolean cancelled;

  CountingPublisher(int count, String word) {
    this.count = count;
    this.word = word;
  }

  int given() {
    return given;
  }

  boolean isCancelled() {
    return cancelled;
  }

  @Override
  public void subscribe(Flow.Subscriber<? super String> subscriber) {
    subscriber.onSubscribe(
        new Flow.Subscription() {
          private long wanted;
          private boolean giving;

          @Override
          public void request(long more) {
            wanted += more;
            if (giving) {
              return;
            }
            giving = true;
            while (wanted > 0 && given < count && !cancelled) {
              wanted--;
              given++;
              subscriber.onNext(word);
            }
            giving = false;
            if (given == count && !cancelled) {
              cancelled = true;
              subscriber.onComplete();
            }
          }

          @Override
          public void cancel() {
            cancelled = true;
          }
        });
  }
}
