package io.holdfast.playbook;

import java.util.Map;

/** Every word that leaves, from {@code templates/}, in the newest version in force. */
public interface Words {

    /**
     * Renders a message template.
     *
     * @param name channel and name, {@code sms/first}; the file is {@code templates/sms/first.<locale>.txt}
     * @param locale the reader's language; where the template lacks it, the catalog's default is used
     * @param fields the declared fields of that template; one that is missing is an error, not an empty place
     * @return the text, its white space trimmed
     */
    String render(String name, String locale, Map<String, ?> fields);

    /** The number of the playbook whose words are used now. */
    long version();
}
