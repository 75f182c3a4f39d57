package io.pinelink.rest;

import io.netty.resolver.AbstractAddressResolver;
import io.netty.resolver.AddressResolver;
import io.netty.resolver.AddressResolverGroup;
import io.netty.util.concurrent.EventExecutor;
import io.netty.util.concurrent.Promise;
import io.pinelink.spi.Destination;
import io.pinelink.spi.Dialler;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;

/**
 * Answers the question for a logical host's address with the ways that its route has at this
 * moment. The network library tries the answers in turn.
 */
final class DialResolverGroup extends AddressResolverGroup<InetSocketAddress> {
  private final Destination destination;
  private final Dialler dialler;
  private final Freshness freshness;
  private final Executor lookupThreads;

  DialResolverGroup(
      Destination destination, Dialler dialler, Freshness freshness, Executor lookupThreads) {
    this.destination = destination;
    this.dialler = dialler;
    this.freshness = freshness;
    this.lookupThreads = lookupThreads;
  }

  @Override
  protected AddressResolver<InetSocketAddress> newResolver(EventExecutor executor) {
    return new DialResolver(executor);
  }

  private final class DialResolver extends AbstractAddressResolver<InetSocketAddress> {
    DialResolver(EventExecutor executor) {
      super(executor, InetSocketAddress.class);
    }

    /** Never: whatever the URL names, the route says where to dial. */
    @Override
    protected boolean doIsResolved(InetSocketAddress address) {
      return false;
    }

    @Override
    protected void doResolve(InetSocketAddress host, Promise<InetSocketAddress> promise) {
      answer(promise, () -> addresses().get(0));
    }

    @Override
    protected void doResolveAll(InetSocketAddress host, Promise<List<InetSocketAddress>> promise) {
      answer(promise, DialResolverGroup.this::addresses);
    }
  }

  private <T> void answer(Promise<T> promise, Answer<T> answer) {
    if (destination.isResolved() && destination.options().proxy() == null) {
      complete(promise, answer);
      return;
    }
    try {
      lookupThreads.execute(() -> complete(promise, answer));
    } catch (RejectedExecutionException e) {
      promise.tryFailure(e);
    }
  }

  private static <T> void complete(Promise<T> promise, Answer<T> answer) {
    try {
      promise.trySuccess(answer.get());
    } catch (IOException | RuntimeException | Error e) {
      promise.tryFailure(e);
    }
  }

  private List<InetSocketAddress> addresses() throws IOException {
    List<InetSocketAddress> found =
        dialler.ways(destination).stream().map(ProxyDial::address).toList();
    freshness.lookedUp(found);
    return found;
  }

  @FunctionalInterface
  private interface Answer<T> {
    T get() throws IOException;
  }
}
