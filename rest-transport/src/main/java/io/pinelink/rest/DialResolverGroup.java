package io.pinelink.rest;

import io.netty.resolver.AbstractAddressResolver;
import io.netty.resolver.AddressResolver;
import io.netty.resolver.AddressResolverGroup;
import io.netty.util.concurrent.EventExecutor;
import io.netty.util.concurrent.Promise;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;

/**
 * Answers the question for a logical host's address with where its route dials: addresses as they
 * are, names as DNS has them at this moment. The network library tries the answers in turn.
 *
 * <p>Names go through the JVM and so through the system's own resolver: what its hosts file, its
 * search rules or a VPN say about a private zone holds here too.
 */
final class DialResolverGroup extends AddressResolverGroup<InetSocketAddress> {
  private final Destination destination;
  private final HostLookup lookup;
  private final Executor lookupThreads;

  DialResolverGroup(Destination destination, HostLookup lookup, Executor lookupThreads) {
    this.destination = destination;
    this.lookup = lookup;
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
    if (destination.dial().stream().noneMatch(InetSocketAddress::isUnresolved)) {
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
    } catch (IOException | RuntimeException e) {
      promise.tryFailure(e);
    }
  }

  /** All addresses to try; a name without an answer matters only if there is no other address. */
  private List<InetSocketAddress> addresses() throws IOException {
    List<InetSocketAddress> all = new ArrayList<>();
    UnknownHostException unknown = null;
    for (InetSocketAddress target : destination.dial()) {
      try {
        resolve(target, all);
      } catch (UnknownHostException e) {
        unknown = e;
      }
    }
    if (all.isEmpty()) {
      throw unknown == null ? new UnknownHostException(destination.host()) : unknown;
    }
    refusePlaintextElsewhere(all);
    return all;
  }

  private void resolve(InetSocketAddress target, List<InetSocketAddress> into)
      throws UnknownHostException {
    if (!target.isUnresolved()) {
      into.add(target);
      return;
    }
    for (InetAddress address : lookup.addressesOf(target.getHostString())) {
      into.add(new InetSocketAddress(address, target.getPort()));
    }
  }

  private void refusePlaintextElsewhere(List<InetSocketAddress> addresses)
      throws NotLoopbackException {
    InetSocketAddress elsewhere = firstElsewhere(addresses);
    if (destination.plaintext() && elsewhere != null) {
      throw new NotLoopbackException(
          "plaintext is for loopback alone, but "
              + destination.host()
              + " leads to "
              + elsewhere.getAddress().getHostAddress());
    }
  }

  private static @Nullable InetSocketAddress firstElsewhere(List<InetSocketAddress> addresses) {
    for (InetSocketAddress address : addresses) {
      if (!address.getAddress().isLoopbackAddress()) {
        return address;
      }
    }
    return null;
  }

  @FunctionalInterface
  private interface Answer<T> {
    T get() throws IOException;
  }
}
