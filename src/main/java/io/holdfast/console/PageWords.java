package io.holdfast.console;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.MissingResourceException;
import java.util.ResourceBundle;

/** The own words of a page that is read in several languages; a language that it does not speak reads the first, English. */
record PageWords(String page, Map<String, String> words) {

    private static final ResourceBundle.Control EXACT =
            ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES);

    static PageWords of(String page, String locale) {
        ResourceBundle bundle;
        try {
            bundle = ResourceBundle.getBundle("console/" + page, Locale.forLanguageTag(locale), EXACT);
        } catch (MissingResourceException e) {
            throw new IllegalStateException("console/" + page + ".properties is missing from the application", e);
        }
        Map<String, String> words = new LinkedHashMap<>();
        bundle.keySet().forEach(name -> words.put(name, bundle.getString(name)));
        return new PageWords(page, words);
    }

    public String get(String name) {
        String word = words.get(name);
        if (word == null) {
            throw new IllegalStateException("console/" + page + ".properties has no words for '" + name + "'");
        }
        return word;
    }
}
