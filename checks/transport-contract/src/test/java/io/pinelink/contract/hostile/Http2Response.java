package io.pinelink.contract.hostile;

import java.util.ArrayList;
import java.util.List;

/**
 * A response over HTTP/2, JSON or gRPC.
 *
 * @param head names and values in turn
 * @param body the body, with gRPC's prefix if it is gRPC
 * @param trailers names and values in turn; empty for none, so that the body, or else the head,
 *     ends the stream
 */
@SuppressWarnings("ArrayRecordComponent") // responses are never compared
record Http2Response(List<String> head, byte[] body, List<String> trailers) {
  /** The maximum size of a frame, unless the client allows more. */
  static final int MAX_DATA = 16 * 1024;

  /** Returns the frames of the response on a stream. */
  List<Frame> frames(int stream) {
    List<Frame> frames = new ArrayList<>();
    frames.add(headFrame(stream));
    frames.addAll(rest(stream));
    return frames;
  }

  /** Returns the head, which ends the stream if nothing follows. */
  Frame headFrame(int stream) {
    boolean isAll = body.length == 0 && trailers.isEmpty();
    return Frame.headers(stream, isAll ? Frame.END_STREAM : 0, head);
  }

  /** Returns the frames after the head. */
  List<Frame> rest(int stream) {
    List<Frame> frames = new ArrayList<>();
    int end = trailers.isEmpty() ? Frame.END_STREAM : 0;
    for (int at = 0; at < body.length; at += MAX_DATA) {
      int next = Math.min(at + MAX_DATA, body.length);
      byte[] part = java.util.Arrays.copyOfRange(body, at, next);
      frames.add(Frame.data(stream, next == body.length ? end : 0, part));
    }
    if (!trailers.isEmpty()) {
      frames.add(Frame.headers(stream, Frame.END_STREAM, trailers));
    }
    return frames;
  }

  /** Returns a copy of the response with another header field. */
  Http2Response with(String name, String value) {
    List<String> more = new ArrayList<>(head);
    more.add(name);
    more.add(value);
    return new Http2Response(more, body, trailers);
  }
}
