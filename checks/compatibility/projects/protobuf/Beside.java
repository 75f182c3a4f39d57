package compatibility;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Struct;
import com.google.protobuf.Value;

/** The application's own protobuf: a message written and parsed. */
final class Beside {
  private Beside() {}

  static String run() throws InvalidProtocolBufferException {
    Struct written =
        Struct.newBuilder()
            .putFields("name", Value.newBuilder().setStringValue("protobuf").build())
            .build();
    Struct parsed = Struct.parseFrom(written.toByteArray());
    return parsed.getFieldsOrThrow("name").getStringValue() + " done";
  }
}
