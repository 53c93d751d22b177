package io.holdfast.incident;

/**
 * What it may come from.
 *
 * @param id of a dependency, vendor, region or platform of the catalog, or of a change
 * @param name for people
 * @param kind a dependency's kind ({@code identity}), or {@code vendor}, {@code region}, {@code platform}, {@code change}
 * @param score sum of the documented points; the highest is first
 * @param because the reason in words
 * @param ruledOutIf what would rule it out, in words
 */
public record Suspect(String id, String name, String kind, int score, String because, String ruledOutIf) {}
