package io.pinelink.server.internal.inference;

import java.util.Map;

/**
 * The integrated embedding of an index.
 *
 * @param textField the field of a record that is embedded
 * @param readParameters the model's parameters for a query, including defaults
 * @param writeParameters the model's parameters for a record, including defaults
 */
public record EmbedSettings(
    HostedModel model,
    String textField,
    Map<String, Object> readParameters,
    Map<String, Object> writeParameters) {}
