#include "core/history_words.h"

#include <stddef.h>

/* Outlook, Apple Mail, Gmail, Thunderbird, QQ Mail, as they are localised. */
const struct history_word history_labels[] = {
	{ HISTORY_FROM, "From" }, { HISTORY_FROM, "Von" },
	{ HISTORY_FROM, "De" }, { HISTORY_FROM, "发件人" },
	{ HISTORY_FROM, "寄件者" }, { HISTORY_FROM, "差出人" },
	{ HISTORY_FROM, "보낸 사람" }, { HISTORY_FROM, "보낸사람" },
	{ HISTORY_FROM, "من" },
	{ HISTORY_DATE, "Sent" }, { HISTORY_DATE, "Date" },
	{ HISTORY_DATE, "Gesendet" }, { HISTORY_DATE, "Datum" },
	{ HISTORY_DATE, "Envoyé" }, { HISTORY_DATE, "Enviado" },
	{ HISTORY_DATE, "Enviado el" }, { HISTORY_DATE, "Fecha" },
	{ HISTORY_DATE, "Enviada em" }, { HISTORY_DATE, "Enviado em" },
	{ HISTORY_DATE, "Data" }, { HISTORY_DATE, "发送时间" },
	{ HISTORY_DATE, "发送日期" }, { HISTORY_DATE, "日期" },
	{ HISTORY_DATE, "寄件日期" }, { HISTORY_DATE, "傳送時間" },
	{ HISTORY_DATE, "送信日時" }, { HISTORY_DATE, "送信" },
	{ HISTORY_DATE, "日時" }, { HISTORY_DATE, "日付" },
	{ HISTORY_DATE, "보낸 날짜" }, { HISTORY_DATE, "날짜" },
	{ HISTORY_DATE, "تاريخ الإرسال" }, { HISTORY_DATE, "التاريخ" },
	{ HISTORY_DATE, "تم الإرسال" },
	{ HISTORY_TO, "To" }, { HISTORY_TO, "An" }, { HISTORY_TO, "À" },
	{ HISTORY_TO, "Para" }, { HISTORY_TO, "收件人" },
	{ HISTORY_TO, "收件者" }, { HISTORY_TO, "宛先" },
	{ HISTORY_TO, "받는 사람" }, { HISTORY_TO, "받는사람" },
	{ HISTORY_TO, "إلى" },
	{ HISTORY_SUBJECT, "Subject" }, { HISTORY_SUBJECT, "Betreff" },
	{ HISTORY_SUBJECT, "Objet" }, { HISTORY_SUBJECT, "Asunto" },
	{ HISTORY_SUBJECT, "Assunto" }, { HISTORY_SUBJECT, "主题" },
	{ HISTORY_SUBJECT, "主旨" }, { HISTORY_SUBJECT, "件名" },
	{ HISTORY_SUBJECT, "제목" }, { HISTORY_SUBJECT, "الموضوع" },
	{ HISTORY_NONE, NULL }
};

const struct history_attribution history_attributions[] = {
	{ "On ", "wrote" },
	{ "Am ", "schrieb" },
	{ "Le ", "a écrit" },
	{ "El ", "escribió" },
	{ "Em ", "escreveu" },
	{ "", "写道" },
	{ "", "寫道" },
	{ "", "のメール" },
	{ "", "書きました" },
	{ "", "작성" },
	{ "", "كتب" },
	{ NULL, NULL }
};

const char *const history_dividers[] = {
	"Original Message", "Forwarded Message",
	"Ursprüngliche Nachricht", "Weitergeleitete Nachricht",
	"Message d'origine", "Message original", "Message transféré",
	"Mensaje original", "Mensaje reenviado",
	"Mensagem original", "Mensagem encaminhada",
	"原始邮件", "转发的邮件", "转发邮件",
	"原始郵件", "轉寄的郵件", "轉寄郵件",
	"元のメッセージ", "転送メッセージ",
	"원본 메시지", "원본 메일", "전달된 메시지",
	"الرسالة الأصلية", "رسالة معاد توجيهها",
	NULL
};

const char *const history_openings[] = {
	"Begin forwarded message",
	"Anfang der weitergeleiteten Nachricht",
	"Début du message réexpédié", "Début du message transféré",
	"Inicio del mensaje reenviado",
	"Início da mensagem encaminhada",
	"下面是被转发的邮件", "开始转发的邮件",
	"以下是轉寄的郵件",
	"転送されたメッセージ",
	"전달된 메시지",
	NULL
};
