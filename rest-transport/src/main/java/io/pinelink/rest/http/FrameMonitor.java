package io.pinelink.rest.http;

import java.nio.ByteBuffer;
import java.util.List;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpConnection;
import org.apache.hc.core5.http2.config.H2Param;
import org.apache.hc.core5.http2.frame.FrameFlag;
import org.apache.hc.core5.http2.frame.FrameType;
import org.apache.hc.core5.http2.frame.RawFrame;
import org.apache.hc.core5.http2.impl.nio.H2StreamListener;
import org.jspecify.annotations.Nullable;

/**
 * A listener that reports to a connection the frames that affect its pool, and closes the
 * connection if the server sends more than it may: more than the window of a stream, or frames that
 * require answers which it does not read.
 */
final class FrameMonitor implements H2StreamListener {
  /** The maximum number of frames that wait for their answer. */
  private static final int MAX_UNANSWERED = 1_000;

  private static final int SETTING_BYTES = 6;

  private final Http2Connection connection;
  private int unanswered;
  private int continuations;

  FrameMonitor(Http2Connection connection) {
    this.connection = connection;
  }

  @Override
  public void onFrameInput(HttpConnection unused, int streamId, RawFrame frame) {
    // Older releases of the library do not count them, and newer ones not those that are empty.
    continuations = isOf(frame, FrameType.CONTINUATION) ? continuations + 1 : 0;
    if (continuations > Http2Connection.MAX_CONTINUATIONS) {
      connection.reset();
    }
    boolean acknowledges = frame.isFlagSet(FrameFlag.ACK);
    ByteBuffer payload = frame.getPayload();
    if (isOf(frame, FrameType.SETTINGS) && !acknowledges) {
      settings(payload);
      asked();
    } else if (isOf(frame, FrameType.PING) && !acknowledges) {
      asked();
    } else if (isOf(frame, FrameType.GOAWAY) && payload != null && payload.remaining() >= 4) {
      connection.goAway(payload.getInt() & Integer.MAX_VALUE);
    } else if (isOf(frame, FrameType.HEADERS)) {
      connection.headersReceived(streamId);
    }
  }

  private void settings(@Nullable ByteBuffer payload) {
    int maxStreams = -1;
    while (payload != null && payload.remaining() >= SETTING_BYTES) {
      int name = payload.getShort() & 0xFFFF;
      int value = payload.getInt();
      if (H2Param.valueOf(name) == H2Param.MAX_CONCURRENT_STREAMS) {
        maxStreams = value < 0 ? Integer.MAX_VALUE : value; // it is unsigned
      }
    }
    if (maxStreams >= 0) {
      connection.limit(maxStreams);
    }
    connection.settingsReceived();
  }

  private void asked() {
    if (++unanswered > MAX_UNANSWERED) {
      connection.reset();
    }
  }

  @Override
  public void onFrameOutput(HttpConnection unused, int streamId, RawFrame frame) {
    connection.writing(FrameReader.HEAD + frame.getLength());
    if (isOf(frame, FrameType.DATA)) {
      connection.sendingData();
    }
    if (frame.isFlagSet(FrameFlag.ACK)
        && (isOf(frame, FrameType.SETTINGS) || isOf(frame, FrameType.PING))) {
      unanswered--;
    }
  }

  @Override
  public void onHeaderOutput(HttpConnection unused, int streamId, List<? extends Header> headers) {
    connection.onStream(streamId);
  }

  private static boolean isOf(RawFrame frame, FrameType type) {
    return frame.isType(type);
  }

  @Override
  public void onHeaderInput(HttpConnection unused, int streamId, List<? extends Header> headers) {}

  /**
   * Resets the connection on an overrun, since the library grants windows but does not enforce
   * them.
   */
  @Override
  public void onInputFlowControl(HttpConnection unused, int streamId, int delta, int size) {
    if (size < 0) {
      connection.reset();
    }
  }

  @Override
  public void onOutputFlowControl(HttpConnection unused, int streamId, int delta, int size) {}
}
