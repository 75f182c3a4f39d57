package io.pinelink.opentelemetry;

import static io.opentelemetry.api.common.AttributeKey.longKey;
import static io.opentelemetry.api.common.AttributeKey.stringKey;

import io.opentelemetry.api.common.AttributeKey;
import io.pinelink.telemetry.CallAttributes;

/** The typed keys of the attributes. */
final class Keys {
  static final AttributeKey<String> SYSTEM = stringKey(CallAttributes.SYSTEM);
  static final AttributeKey<String> OPERATION = stringKey(CallAttributes.OPERATION);
  static final AttributeKey<String> COLLECTION = stringKey(CallAttributes.COLLECTION);
  static final AttributeKey<String> NAMESPACE = stringKey(CallAttributes.NAMESPACE);
  static final AttributeKey<Long> BATCH_SIZE = longKey(CallAttributes.BATCH_SIZE);
  static final AttributeKey<String> STATUS_CODE = stringKey(CallAttributes.STATUS_CODE);
  static final AttributeKey<Long> ROWS = longKey(CallAttributes.ROWS);
  static final AttributeKey<String> ERROR_TYPE = stringKey(CallAttributes.ERROR_TYPE);
  static final AttributeKey<String> SERVER_ADDRESS = stringKey(CallAttributes.SERVER_ADDRESS);
  static final AttributeKey<Long> SERVER_PORT = longKey(CallAttributes.SERVER_PORT);
  static final AttributeKey<String> ROUTE_KIND = stringKey(CallAttributes.ROUTE_KIND);
  static final AttributeKey<String> ROUTE_POLICY = stringKey(CallAttributes.ROUTE_POLICY);
  static final AttributeKey<String> ADDRESS_CLASS = stringKey(CallAttributes.ADDRESS_CLASS);
  static final AttributeKey<String> PLANE = stringKey(CallAttributes.PLANE);
  static final AttributeKey<String> OUTCOME = stringKey(CallAttributes.OUTCOME);
  static final AttributeKey<Long> ATTEMPTS = longKey(CallAttributes.ATTEMPTS);
  static final AttributeKey<Long> READ_UNITS = longKey(CallAttributes.READ_UNITS);
  static final AttributeKey<Long> ATTEMPT_NUMBER = longKey(CallAttributes.ATTEMPT_NUMBER);
  static final AttributeKey<String> ATTEMPT_KIND = stringKey(CallAttributes.ATTEMPT_KIND);
  static final AttributeKey<String> GIVE_UP_REASON = stringKey(CallAttributes.GIVE_UP_REASON);
  static final AttributeKey<String> CONNECTION_RESULT = stringKey(CallAttributes.CONNECTION_RESULT);
  static final AttributeKey<String> BULK_OUTCOME = stringKey(CallAttributes.BULK_OUTCOME);

  private Keys() {}
}
