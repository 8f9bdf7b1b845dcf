"""The one home of words in several languages, and of dates and times as people write them.

Which mechanism is for what:

- Words that stand in QML or widgets are English in the source and Indonesian in ``shared/assets/translations/*.ts``: Qt
  switches them with the screen's language.
- Words that leave the program in more than one language at once, or in the visitor's language rather than the
  screen's (refusals, the board, the paper, the share's and the printers' troubles), are tables of
  :data:`shared.domain.words.Text` here.
- Words of one hall (names, greetings, its own sentences) are ``Text`` in its hall file.

``languages.pick`` takes the words of one language out of a ``Text``; ``dates`` writes days and times of day. Nobody
does either by hand. These modules know only the small types of the domain, so that its rules may speak through them.
"""
