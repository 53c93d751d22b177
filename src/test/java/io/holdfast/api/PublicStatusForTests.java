package io.holdfast.api;

import org.springframework.context.annotation.Import;

/** The public status alone, without the rest of the API. */
@Import({PublicStatus.class, StatusSummary.class})
public final class PublicStatusForTests {}
